package dev.hexad.iac.dependency;

import dev.hexad.iac.dependency.Dependency.Kind;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What workspaces use. */
@Repository
public class Dependencies {
  private final JdbcClient jdbc;
  private final NewestVersions newest;

  Dependencies(JdbcClient jdbc, NewestVersions newest) {
    this.jdbc = jdbc;
    this.newest = newest;
  }

  /** The newest plan of a workspace uses these, and no others. */
  public void replace(String workspace, List<Dependency> all) {
    jdbc.sql("delete from workspace_dependency where workspace = ?").param(workspace).update();
    for (Dependency each : all) {
      jdbc.sql(
              """
              insert into workspace_dependency (workspace, kind, source, version, constraints)
              values (?, ?, ?, ?, ?) on conflict do nothing
              """)
          .param(workspace)
          .param(each.kind().name())
          .param(each.source())
          .param(each.version())
          .param(each.constraints())
          .update();
    }
  }

  /**
   * A provider or module and who uses it.
   *
   * @param newest the newest version that is known: of those in use, of the mirror, and of the
   *     registry where it may be asked
   * @param due whether a version in use is older than that
   */
  record Overview(Kind kind, String source, String newest, boolean due, List<Use> uses) {}

  /** One workspace that uses a version. */
  record Use(String workspace, String version, @Nullable String constraints, boolean behind) {}

  private record Row(Kind kind, String source, Use use) {}

  List<Overview> overview(@Nullable String workspace) {
    var bySource = new TreeMap<String, List<Row>>();
    jdbc.sql(
            """
            select kind, source, workspace, version, constraints from workspace_dependency
            order by kind desc, source, workspace, version
            """)
        .query((rs, row) ->
            new Row(
                Kind.valueOf(rs.getString(1)),
                rs.getString(2),
                new Use(rs.getString(3), rs.getString(4), rs.getString(5), false)))
        .list()
        .forEach(row ->
            bySource
                .computeIfAbsent(row.kind() + " " + row.source(), key -> new ArrayList<>())
                .add(row));
    return bySource.values().stream()
        .map(this::overview)
        .filter(one ->
            workspace == null
                || one.uses().stream().anyMatch(use -> use.workspace().equals(workspace)))
        .toList();
  }

  private Overview overview(List<Row> rows) {
    Row first = rows.getFirst();
    String known =
        Stream.concat(
                rows.stream().map(row -> row.use().version()),
                newest.of(first.kind(), first.source()).stream())
            .max(Comparator.comparing(Dependencies::version))
            .orElseThrow();
    List<Use> uses =
        rows.stream()
            .map(Row::use)
            .map(use ->
                new Use(
                    use.workspace(),
                    use.version(),
                    use.constraints(),
                    version(use.version()).compareTo(version(known)) < 0))
            .toList();
    return new Overview(
        first.kind(), first.source(), known, uses.stream().anyMatch(Use::behind), uses);
  }

  static Version version(String text) {
    try {
      return Version.parse(text);
    } catch (IllegalArgumentException e) {
      return Version.parse("0");
    }
  }
}
