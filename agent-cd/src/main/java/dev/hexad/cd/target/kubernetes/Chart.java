package dev.hexad.cd.target.kubernetes;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.ShowCommand;
import com.marcnuri.helm.TemplateCommand;
import dev.hexad.cd.target.RepositoryPath;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Renders a Helm chart: of the repository of the commit, of a chart repository or of an OCI
 * registry. The chart is rendered only; the manifests are applied as all others are, so that
 * differences, pruning and rollback are the same for them.
 *
 * @param chart folder in the repository, {@code oci://...}, or a name when there is a repository
 * @param repository address of a chart repository
 * @param version of a chart that does not lie in the repository of the commit
 * @param values files in the repository, later ones win
 * @param overrides values that win over all files
 */
record Chart(
    String chart,
    @Nullable String repository,
    @Nullable String version,
    List<String> values,
    Map<String, Object> overrides) {
  private static final String OCI = "oci://";

  /** Where it is meant for. */
  record Place(String release, String namespace, String kubernetesVersion) {}

  /** Where Helm finds the chart, and whether it speaks to it without TLS. */
  private record Found(String chart, boolean plain) {}

  /** The manifests as one text of YAML documents, custom definitions among them. */
  String render(Path root, Place place, OutboundGuard guard)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("hexad-chart");
    try {
      Found found = find(root, work, guard);
      return definitions(found) + "\n---\n" + templates(found, root, work, place);
    } catch (IllegalStateException e) {
      throw new HexadException(
          ProblemType.INVALID,
          "The chart '%s' cannot be rendered: %s"
              .formatted(chart, String.valueOf(e.getMessage()).replace(root + "/", "").strip()),
          e);
    } finally {
      FileSystemUtils.deleteRecursively(work);
    }
  }

  private Found find(Path root, Path work, OutboundGuard guard)
      throws IOException, InterruptedException {
    if (chart.startsWith(OCI)) {
      exactVersion();
      List<InetAddress> addresses = guard.check("https://" + chart.substring(OCI.length()));
      // As container engines do, registries of this machine are spoken to without TLS.
      return new Found(chart, addresses.stream().allMatch(InetAddress::isLoopbackAddress));
    }
    if (repository != null) {
      var charts = new ChartRepository(new GuardedHttp(guard), repository);
      return new Found(charts.fetch(chart, exactVersion(), work).toString(), false);
    }
    Path folder = RepositoryPath.of(root, chart);
    RepositoryPath.files(root, folder);
    return new Found(folder.toString(), false);
  }

  private String templates(Found found, Path root, Path work, Place place) throws IOException {
    TemplateCommand command =
        Helm.template(found.chart())
            .withName(place.release())
            .withNamespace(place.namespace())
            .withKubeVersion(place.kubernetesVersion());
    if (version != null) {
      command.withVersion(version);
    }
    if (found.plain()) {
      command.plainHttp();
    }
    for (String file : values) {
      command.withValuesFile(RepositoryPath.of(root, file));
    }
    if (!overrides.isEmpty()) {
      command.withValuesFile(
          Files.writeString(work.resolve("overrides.json"), Json.write(overrides)));
    }
    return command.call();
  }

  /** Custom definitions are no templates and come by themselves. */
  private String definitions(Found found) {
    ShowCommand.ShowSubcommand command = Helm.show(found.chart()).crds();
    if (version != null) {
      command.withVersion(version);
    }
    if (found.plain()) {
      command.plainHttp();
    }
    return command.call();
  }

  /** What is rendered must be the same chart the next time. */
  private String exactVersion() {
    if (version == null || !version.matches("v?\\d+\\.\\d+\\.\\d+[\\w.+-]*")) {
      throw new HexadException(
          ProblemType.INVALID,
          "Name the exact 'chartVersion' of the chart '%s', for example 1.2.3.".formatted(chart));
    }
    return version;
  }
}
