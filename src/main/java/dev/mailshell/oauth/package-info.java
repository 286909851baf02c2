/** Tokens that prove a login to mail servers (RFC 6749): how they are got, renewed before they end, and kept. */
package dev.mailshell.oauth;
