process.stdout.write('brainswap\n');
