package dev.hexad.cd.deployment;

import dev.hexad.cd.gate.Decision;
import dev.hexad.cd.gate.Gate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a planned deployment would change, and what it waits for.
 *
 * @param verified what was found of the signature and provenance, null where nobody asks for them
 * @param decisions on exactly this plan
 */
record GateView(
    Plans.Plan plan, @Nullable String verified, List<Gate> gates, List<Decision> decisions) {}
