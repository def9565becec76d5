/** Public face of pricing. */
export { priceOf, warmPrices } from './price.ts';
