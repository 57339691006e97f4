package dev.hexad.ci.webhook;

import dev.hexad.contracts.event.ChangeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where each branch and tag was when it was last told of, and by whom. Hosts tell of a tag in two
 * ways, and the comparison of branch heads may be faster than a late webhook: the second one starts
 * nothing.
 */
@Repository
class BranchHeads {
  private static final Set<String> TOLD = Set.of("push", "poll", "tag");

  private final JdbcClient jdbc;

  BranchHeads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Key(UUID applicationId, String ref) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byApplication = applicationId.compareTo(other.applicationId);
      return byApplication != 0 ? byApplication : ref.compareTo(other.ref);
    }
  }

  private record Head(String commit, String source) {}

  /** For each delivery, in order: why it starts nothing, or empty. Remembers the new heads. */
  List<Optional<String>> startedAlready(List<Deliveries.Decided> all) {
    List<@Nullable Key> keys = new ArrayList<>();
    for (Deliveries.Decided decided : all) {
      keys.add(key(decided));
    }
    Set<Key> wanted = new java.util.TreeSet<>();
    keys.stream().filter(k -> k != null).forEach(wanted::add);
    if (wanted.isEmpty()) {
      return all.stream().map(d -> Optional.<String>empty()).toList();
    }
    Map<Key, Head> heads = read(wanted);
    var answers = new ArrayList<Optional<String>>();
    for (int i = 0; i < all.size(); i++) {
      Key key = keys.get(i);
      answers.add(
          key != null && all.get(i).decision() instanceof Decision.Start start
              ? told(heads, key, start.change())
              : Optional.empty());
    }
    write(heads);
    return answers;
  }

  private static @Nullable Key key(Deliveries.Decided decided) {
    if (!(decided.decision() instanceof Decision.Start start)
        || decided.incoming().redeliveryOf() != null) {
      return null;
    }
    ChangeRef change = start.change();
    return TOLD.contains(String.valueOf(change.event()))
            && change.commit().matches("[0-9a-f]{40,64}")
        ? new Key(change.applicationId(), change.ref())
        : null;
  }

  private static Optional<String> told(Map<Key, Head> heads, Key key, ChangeRef change) {
    boolean poll = "poll".equals(change.event());
    Head before = heads.put(key, new Head(change.commit(), poll ? "poll" : "hook"));
    boolean same = before != null && before.commit().equals(change.commit());
    boolean again = same && (!"push".equals(change.event()) || before.source().equals("poll"));
    return again
        ? Optional.of("a run of " + change.shortRef() + " at this commit was started already")
        : Optional.empty();
  }

  private Map<Key, Head> read(Set<Key> wanted) {
    var heads = new TreeMap<Key, Head>();
    jdbc.sql(
            """
            select h.application_id, h.ref, h.commit_id, h.source from branch_head h
            join unnest(?::text[]::uuid[], ?::text[]) as w(application_id, ref)
              on h.application_id = w.application_id and h.ref = w.ref
            order by h.application_id, h.ref for update of h
            """)
        .param(wanted.stream().map(k -> k.applicationId().toString()).toArray(String[]::new))
        .param(wanted.stream().map(Key::ref).toArray(String[]::new))
        .query(rs -> {
          heads.put(
              new Key(rs.getObject(1, UUID.class), rs.getString(2)),
              new Head(rs.getString(3), rs.getString(4)));
        });
    return heads;
  }

  private void write(Map<Key, Head> heads) {
    jdbc.sql(
            """
            insert into branch_head (application_id, ref, commit_id, source)
            select * from unnest(?::text[]::uuid[], ?::text[], ?::text[], ?::text[])
            on conflict (application_id, ref) do update
              set commit_id = excluded.commit_id, source = excluded.source, seen_at = now()
              where branch_head.commit_id <> excluded.commit_id
                or branch_head.source <> excluded.source
            """)
        .param(
            heads.keySet().stream().map(k -> k.applicationId().toString()).toArray(String[]::new))
        .param(heads.keySet().stream().map(Key::ref).toArray(String[]::new))
        .param(heads.values().stream().map(Head::commit).toArray(String[]::new))
        .param(heads.values().stream().map(Head::source).toArray(String[]::new))
        .update();
  }
}
