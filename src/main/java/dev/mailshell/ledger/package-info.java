/**
 * The durable record of every command: what was accepted, what ran, what was answered; the outbox of sealed mail; and the vault of
 * received mail.
 */
package dev.mailshell.ledger;
