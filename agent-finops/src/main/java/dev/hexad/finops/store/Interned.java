package dev.hexad.finops.store;

import dev.hexad.contracts.message.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Numbers for what many charges of a source have in common. Known ones are read at the begin; new
 * ones are written in batches. Imports of one source wait for each other, so nobody else adds to
 * them meanwhile.
 */
final class Interned {
  private static final int BATCH = 2_000;
  private static final int REMEMBERED = 50_000;
  private static final int MOST = 500_000;

  private final JdbcClient jdbc;
  private final String table;
  private final int source;
  private final String insert;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Integer> byHash = new HashMap<>();
  private final List<Map<String, @Nullable String>> waiting = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private final MessageDigest digest = sha256();

  /**
   * @param insert selects the columns after the source's id from the JSON {@code d}
   */
  Interned(JdbcClient jdbc, String table, int source, String insert) {
    this.jdbc = jdbc;
    this.table = table;
    this.source = source;
    this.insert = insert;
    jdbc.sql("select id, encode(hash, 'hex') h from " + table + " where source_id = ?")
        .param(source)
        .query(rs -> {
          byHash.put(rs.getString("h"), rs.getInt("id"));
        });
    reserve();
  }

  /** Takes numbers before the connection is busy with rows. */
  private void reserve() {
    if (free.size() < BATCH) {
      free.addAll(
          jdbc.sql("select nextval('" + table + "_id')::int from generate_series(1, ?)")
              .param(2 * BATCH)
              .query(Integer.class)
              .list());
    }
  }

  /**
   * The number of this content.
   *
   * @param key finds rows that agree, without looking closer
   * @param content by column; only called where the key is new
   */
  int id(String key, Supplier<Map<String, @Nullable String>> content) {
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    if (ids.size() >= REMEMBERED) {
      ids.clear();
    }
    Map<String, @Nullable String> values = content.get();
    String hash =
        HexFormat.of()
            .formatHex(digest.digest(Json.write(values).getBytes(StandardCharsets.UTF_8)));
    Integer id = byHash.get(hash);
    if (id == null) {
      if (byHash.size() >= MOST) {
        throw new IllegalArgumentException(
            "the source has more than "
                + MOST
                + " different combinations of tags and names; leave tags out that differ for every"
                + " resource, with ignoredTags in the configuration");
      }
      id = free.remove();
      byHash.put(hash, id);
      values.put("id", id.toString());
      values.put("hash", hash);
      waiting.add(values);
    }
    ids.put(key, id);
    return id;
  }

  /** Whether {@link #save} must be called before more is asked for. */
  boolean full() {
    return waiting.size() >= BATCH;
  }

  /** Writes what is new. The connection must not be busy with rows. */
  void save() {
    if (!waiting.isEmpty()) {
      jdbc.sql(
              "insert into "
                  + table
                  + " select (d ->> 'id')::int, :source, decode(d ->> 'hash', 'hex'), "
                  + insert
                  + " from jsonb_array_elements(:rows::jsonb) d")
          .param("source", source)
          .param("rows", Json.write(waiting))
          .update();
      waiting.clear();
    }
    reserve();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
