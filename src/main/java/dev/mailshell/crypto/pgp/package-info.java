/** OpenPGP (RFC 9580, keys and packets of RFC 4880) in mail (RFC 3156): what gpg 2.2 and 2.4 read and write, as far as it is safe. */
package dev.mailshell.crypto.pgp;
