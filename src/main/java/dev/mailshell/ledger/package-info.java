/** The durable record of every command: what was accepted, what ran, what was answered; and the outbox of sealed mail. */
package dev.mailshell.ledger;
