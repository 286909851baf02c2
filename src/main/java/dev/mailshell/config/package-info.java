/** The settings and the policy of one home, read once, validated whole. */
package dev.mailshell.config;
