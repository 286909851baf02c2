package dev.mailshell.camel;

import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;

/** A command on its way to one of the servers that it names. */
record OutgoingCommand(Command command, IdentityName server) {}
