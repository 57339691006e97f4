package dev.hexad.cd.target.kubernetes;

import dev.hexad.service.outbound.OutboundGuard;
import java.nio.file.Path;
import java.util.List;

/** Reads what a pipeline names: plain manifests, a kustomization or a Helm chart. */
final class ManifestSource {
  private final OutboundGuard guard;

  ManifestSource(OutboundGuard guard) {
    this.guard = guard;
  }

  /**
   * @param root folder of the commit
   */
  List<Manifest> read(Path root, KubernetesSettings settings, Chart.Place place) throws Exception {
    if (settings.kustomize() != null) {
      String built = Kustomization.build(root, settings.kustomize());
      return ManifestReader.parse(built, "kustomization " + settings.kustomize());
    }
    var chart = settings.ofChart();
    if (chart.isPresent()) {
      String rendered = chart.get().render(root, place, guard);
      return ManifestReader.parse(rendered, "chart " + chart.get().chart());
    }
    return ManifestReader.read(root, settings.folder());
  }
}
