package dev.hexad.cd.deployment;

import dev.hexad.cd.gate.Decision;
import dev.hexad.cd.gate.Gate;
import java.util.List;

/**
 * What a planned deployment would change, and what it waits for.
 *
 * @param decisions on exactly this plan
 */
record GateView(Plans.Plan plan, List<Gate> gates, List<Decision> decisions) {}
