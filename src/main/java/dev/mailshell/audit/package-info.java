/** The audit log as a tree of hashes (RFC 9162): its entries, its checkpoints, and how tampering shows. */
package dev.mailshell.audit;
