/** What protecting a message means, whatever the format: who seals, who opens, which keys are trusted. */
package dev.mailshell.crypto;
