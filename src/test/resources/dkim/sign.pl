# Signs the mail on standard input: SELECTOR DOMAIN KEY-FILE.
use strict;
use warnings;
use Mail::DKIM::Signer;

my ($selector, $domain, $key) = @ARGV;
my $signer = Mail::DKIM::Signer->new(
    Algorithm => 'rsa-sha256', Method => 'relaxed/simple', Domain => $domain, Selector => $selector, KeyFile => $key);
binmode STDIN;
local $/;
my $mail = <STDIN>;
$signer->PRINT($mail);
$signer->CLOSE;
print $signer->signature->as_string, "\r\n", $mail;
