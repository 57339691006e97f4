package dev.hexad.cloud.search;

import dev.hexad.contracts.message.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One version of a resource.
 *
 * @param validFrom when it was first seen like this
 * @param validTo when it was seen to be otherwise; null when it is like this by all that is known
 */
public record Resource(
    UUID uid,
    int version,
    String provider,
    String account,
    String region,
    String service,
    String type,
    String id,
    String name,
    String state,
    @Nullable String owner,
    JsonNode tags,
    @Nullable Instant createdAt,
    boolean removed,
    Instant validFrom,
    @Nullable Instant validTo) {
  /** What {@link #of} reads. */
  static final String COLUMNS =
      "uid, version, provider, account, region, service, type, id, name, state, owner,"
          + " tags::text, created_at, removed, valid_from, valid_to";

  static Resource of(ResultSet rs, int row) throws SQLException {
    return new Resource(
        rs.getObject("uid", UUID.class),
        rs.getInt("version"),
        rs.getString("provider"),
        rs.getString("account"),
        rs.getString("region"),
        rs.getString("service"),
        rs.getString("type"),
        rs.getString("id"),
        rs.getString("name"),
        rs.getString("state"),
        rs.getString("owner"),
        Json.mapper().readTree(rs.getString("tags")),
        instant(rs.getTimestamp("created_at")),
        rs.getBoolean("removed"),
        rs.getTimestamp("valid_from").toInstant(),
        instant(rs.getTimestamp("valid_to")));
  }

  static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
