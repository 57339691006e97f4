package dev.hexad.finops.saving;

import org.jspecify.annotations.Nullable;

/**
 * Something that is paid for nothing by what another agent knows.
 *
 * @param rule its advice
 * @param resource that is paid, as the bill or the end of it names it
 * @param evidence goes on from what it cost
 * @param act of the Cloud agent, null where it has none
 */
record Leftover(String rule, String resource, String evidence, @Nullable CloudAct act) {}
