/** Does what README and the guides print, as somebody does who has just cloned the repository, with a Postfix and a Dovecot of his own. */
package dev.mailshell.newcomer;
