/** Who may run what: a pure decision, facts in and a verdict out. */
package dev.mailshell.policy;
