package dev.hexad.cloud.provider;

import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.Sight.Inverse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Sets tags and takes them off; what was there before is what the inverse brings back. */
public final class TagActions {
  private TagActions() {}

  /**
   * Where a provider keeps tags.
   *
   * @param <C> what leads to the account
   */
  public interface Tagging<C> {
    Map<String, String> read(C connection, ActionTarget target);

    /** Sets some and takes others off; the others stay. */
    Outcome change(C connection, ActionTarget target, Map<String, String> set, List<String> unset);
  }

  /** Values by key. */
  record Tags(Map<String, String> tags) {
    Tags {
      tags = tags == null ? Map.of() : Map.copyOf(tags);
      if (tags.isEmpty() || tags.size() > 50) {
        throw new IllegalArgumentException("give 1 to 50 tags");
      }
    }
  }

  /** Keys only. */
  record Keys(List<String> keys) {
    Keys {
      keys = keys == null ? List.of() : List.copyOf(keys);
      if (keys.isEmpty() || keys.size() > 50) {
        throw new IllegalArgumentException("give 1 to 50 keys");
      }
    }
  }

  /** Both at once. */
  record Change(Map<String, String> set, List<String> unset) {}

  /** The actions of a provider. */
  public static <C> List<ActionSpec<C, ?>> of(
      Set<String> types, List<String> permissions, Tagging<C> tagging) {
    return List.of(
        new ActionSpec<C, Tags>(
            "tag",
            "Sets tags; other tags stay.",
            Risk.REVERSIBLE,
            types,
            Tags.class,
            permissions,
            (connection, target, wish) -> tag(tagging, connection, target, wish)),
        new ActionSpec<C, Keys>(
            "untag",
            "Takes tags off.",
            Risk.REVERSIBLE,
            types,
            Keys.class,
            permissions,
            (connection, target, wish) -> untag(tagging, connection, target, wish)),
        new ActionSpec<C, Change>(
            "retag",
            "Sets some tags and takes others off; undoes what set both new and known ones.",
            Risk.REVERSIBLE,
            types,
            Change.class,
            permissions,
            (connection, target, wish) -> retag(tagging, connection, target, wish)));
  }

  private static <C> Sight tag(Tagging<C> tagging, C connection, ActionTarget target, Tags wish) {
    Map<String, String> now = tagging.read(connection, target);
    Map<String, String> missing = new TreeMap<>();
    Map<String, String> replaced = new TreeMap<>();
    wish.tags()
        .forEach((key, value) -> {
          String before = now.get(key);
          if (!Objects.equals(before, value)) {
            missing.put(key, value);
            if (before != null) {
              replaced.put(key, before);
            }
          }
        });
    if (missing.isEmpty()) {
      return Sight.alreadyDone("tagged " + new TreeMap<>(wish.tags()));
    }
    List<String> fresh = missing.keySet().stream().filter(k -> !replaced.containsKey(k)).toList();
    return Sight.lasting(
        replaced.isEmpty() ? "without " + fresh : "tagged " + replaced,
        "tagged " + missing,
        inverse(replaced, fresh),
        () -> tagging.change(connection, target, missing, List.of()));
  }

  /** Brings back what was replaced and takes off what was new. */
  private static Inverse inverse(Map<String, String> replaced, List<String> fresh) {
    if (replaced.isEmpty()) {
      return new Inverse("untag", new Keys(fresh));
    }
    return fresh.isEmpty()
        ? new Inverse("tag", new Tags(replaced))
        : new Inverse("retag", new Change(replaced, fresh));
  }

  private static <C> Sight retag(
      Tagging<C> tagging, C connection, ActionTarget target, Change wish) {
    Sight set = tag(tagging, connection, target, new Tags(wish.set()));
    Sight off = untag(tagging, connection, target, new Keys(wish.unset()));
    if (set.done() && off.done()) {
      return set;
    }
    return Sight.lasting(
        set.before() + ", " + off.before(),
        set.after() + ", " + off.after(),
        null,
        () -> tagging.change(connection, target, wish.set(), wish.unset()));
  }

  private static <C> Sight untag(Tagging<C> tagging, C connection, ActionTarget target, Keys wish) {
    Map<String, String> there = new TreeMap<>(tagging.read(connection, target));
    there.keySet().retainAll(wish.keys());
    if (there.isEmpty()) {
      return Sight.alreadyDone("without " + wish.keys());
    }
    return Sight.lasting(
        "tagged " + there,
        "without " + there.keySet(),
        new Inverse("tag", new Tags(there)),
        () -> tagging.change(connection, target, Map.of(), List.copyOf(there.keySet())));
  }
}
