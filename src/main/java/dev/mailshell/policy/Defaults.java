package dev.mailshell.policy;

import dev.mailshell.model.Limits;
import java.time.ZoneId;

/**
 * What holds where no command and no role says anything.
 *
 * @param limits how a program runs
 * @param zone by whose clock on the wall days and hours count
 */
public record Defaults(Limits limits, ZoneId zone) {}
