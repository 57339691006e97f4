package dev.hexad.iac.policy;

import dev.hexad.contracts.expression.Condition;
import dev.hexad.iac.settings.Policy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy whose condition is compiled and whose examples were tried. Both take milliseconds and
 * the same few policies come with every plan, so they are kept.
 *
 * @param brokenExample the first example whose answer is another one than it says, null for none
 */
record Prepared(Policy policy, Condition condition, @Nullable String brokenExample) {
  private static final int KEPT = 256;

  private static final Map<Policy, Prepared> PREPARED =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Policy, Prepared> eldest) {
          return size() > KEPT;
        }
      };

  static Prepared of(Policy policy) {
    synchronized (PREPARED) {
      Prepared known = PREPARED.get(policy);
      if (known != null) {
        return known;
      }
    }
    Condition condition = policy.compiled();
    var fresh = new Prepared(policy, condition, PolicyCheck.brokenExample(policy, condition));
    synchronized (PREPARED) {
      PREPARED.put(policy, fresh);
    }
    return fresh;
  }
}
