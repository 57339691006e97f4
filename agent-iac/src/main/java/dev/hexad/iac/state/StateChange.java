package dev.hexad.iac.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of a resource between two versions.
 *
 * @param change added, removed or changed
 */
record StateChange(String address, String type, String change, List<Attribute> attributes) {
  StateChange {
    attributes = List.copyOf(attributes);
  }

  /** A value that is another one; secrets are masked on both sides. */
  record Attribute(String path, @Nullable String before, @Nullable String after) {}

  static List<StateChange> between(byte[] from, byte[] to) {
    Map<String, StateText.Instance> before = byAddress(from);
    Map<String, StateText.Instance> after = byAddress(to);
    var changes = new ArrayList<StateChange>();
    for (StateText.Instance old : before.values()) {
      String address = old.address();
      StateText.Instance now = after.remove(address);
      if (now == null) {
        changes.add(new StateChange(address, old.type(), "removed", List.of()));
      } else if (!old.attributes().equals(now.attributes())) {
        changes.add(new StateChange(address, now.type(), "changed", attributes(old, now)));
      }
    }
    for (StateText.Instance added : after.values()) {
      changes.add(new StateChange(added.address(), added.type(), "added", List.of()));
    }
    return changes;
  }

  private static Map<String, StateText.Instance> byAddress(byte[] text) {
    Map<String, StateText.Instance> all = new TreeMap<>();
    StateText.instances(text).forEach(instance -> all.put(instance.address(), instance));
    return all;
  }

  private static List<Attribute> attributes(StateText.Instance old, StateText.Instance now) {
    Map<String, String> before = StateResource.comparable(old);
    Map<String, String> after = StateResource.comparable(now);
    var paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    var changed = new ArrayList<Attribute>();
    for (String path : paths) {
      String was = before.get(path);
      String is = after.get(path);
      boolean hidden = StateResource.MASKED.equals(was) || StateResource.MASKED.equals(is);
      boolean same = hidden ? old.at(path).equals(now.at(path)) : Objects.equals(was, is);
      if (!same) {
        changed.add(new Attribute(path, was, is));
      }
    }
    return changed;
  }
}
