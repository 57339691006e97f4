package dev.hexad.cloud.search;

import dev.hexad.cloud.search.Filter.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a filter tells of how to find what it finds.
 *
 * @param lead the value of {@code column} that all of them have; empty when there is none
 * @param facets what all of them have, as {@link #FACETS} has it
 * @param pinned whether one condition finds only few by itself
 */
record FilterShape(Optional<Lead> lead, List<String> facets, boolean pinned) {
  /** The expression of the index {@code resource_facets}. */
  static final String FACETS =
      "array['type=' || type, 'state=' || state, 'region=' || region, 'owner=' || left(owner, 200),"
          + " 'account=' || account, 'provider=' || provider, 'service=' || service]";

  private static final int LONGEST = 200;

  private static final List<String> FACETED =
      List.of("type", "state", "region", "owner", "account", "provider", "service");

  /** Columns that an index has before the name. */
  private static final List<String> LEADING = List.of("type", "owner");

  /** A column and its value. */
  record Lead(String column, String value) {}

  FilterShape {
    facets = List.copyOf(facets);
  }

  static FilterShape of(Filter filter) {
    List<Filter> parts = filter instanceof Filter.All(List<Filter> all) ? all : List.of(filter);
    var leads = new ArrayList<Lead>();
    var facets = new ArrayList<String>();
    boolean pinned = false;
    for (Filter part : parts) {
      pinned |= isNarrow(part);
      if (part instanceof Filter.Text(Field.Column(String column), boolean equal, var values)
          && equal
          && values.size() == 1
          && values.getFirst().indexOf('*') < 0) {
        if (LEADING.contains(column)) {
          leads.add(new Lead(column, values.getFirst()));
        }
        if (FACETED.contains(column)) {
          facets.add(column + "=" + shortened(column, values.getFirst()));
        }
      }
    }
    return new FilterShape(leads.stream().findFirst(), facets, pinned);
  }

  /** An index takes no long texts; who owns something may be any tag. */
  private static String shortened(String column, String value) {
    return column.equals("owner") && value.codePointCount(0, value.length()) > LONGEST
        ? value.substring(0, value.offsetByCodePoints(0, LONGEST))
        : value;
  }

  private static boolean isNarrow(Filter part) {
    return switch (part) {
      case Filter.Linked _ -> true;
      case Filter.Text(Field.Column(String column), boolean equal, var values) ->
          equal
              && (column.equals("id") || column.equals("name"))
              && values.stream().noneMatch(value -> value.startsWith("*"));
      default -> false;
    };
  }
}
