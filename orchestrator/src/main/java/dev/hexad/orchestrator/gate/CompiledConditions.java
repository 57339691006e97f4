package dev.hexad.orchestrator.gate;

import dev.hexad.contracts.expression.Condition;
import dev.hexad.contracts.expression.Condition.ConditionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions are kept: compiling takes milliseconds, and the same few come again and again. */
public final class CompiledConditions {
  private static final int KEPT = 512;

  private record Key(String text, List<String> variables) {}

  private static final Map<Key, Condition> COMPILED =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Condition> eldest) {
          return size() > KEPT;
        }
      };

  private CompiledConditions() {}

  /** The condition of a text that may read these variables. */
  public static Condition of(String text, List<String> variables) throws ConditionException {
    var key = new Key(text, variables);
    synchronized (COMPILED) {
      Condition known = COMPILED.get(key);
      if (known != null) {
        return known;
      }
    }
    Condition fresh = Condition.compile(text, variables);
    synchronized (COMPILED) {
      COMPILED.put(key, fresh);
    }
    return fresh;
  }
}
