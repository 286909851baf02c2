/** S/MIME 4.0 (RFC 8551) on CMS (RFC 5652, RFC 5083): one key management, one content encryption, one way to sign. */
package dev.mailshell.crypto.cms;
