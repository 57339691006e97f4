package dev.hexad.finops.source;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.finops.access.JsonApi;
import dev.hexad.finops.access.Secrets;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.ImportProperties;
import dev.hexad.finops.source.aws.CostExplorerSource;
import dev.hexad.finops.source.aws.S3Source;
import dev.hexad.finops.source.azure.BlobExportSource;
import dev.hexad.finops.source.azure.CostManagementSource;
import dev.hexad.finops.source.folder.FolderSource;
import dev.hexad.finops.source.google.BillingExportSource;
import dev.hexad.finops.source.kubernetes.ClusterSource;
import dev.hexad.finops.source.kubernetes.ClusterStore;
import dev.hexad.finops.source.kubernetes.PrometheusUsage;
import dev.hexad.finops.work.Works;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Opens configured sources. */
@Component
class SourceOpening {
  private final Secrets secrets;
  private final JsonApi api;
  private final OutboundGuard guard;
  private final ImportProperties imports;
  private final Works works;
  private final ClusterStore clusters;
  private final PrometheusUsage usage;
  private final LiveConfiguration<FinopsSettings> settings;
  private final Clock clock;

  SourceOpening(
      Secrets secrets,
      JsonApi api,
      OutboundGuard guard,
      ImportProperties imports,
      Works works,
      ClusterStore clusters,
      PrometheusUsage usage,
      LiveConfiguration<FinopsSettings> settings,
      Clock clock) {
    this.secrets = secrets;
    this.api = api;
    this.guard = guard;
    this.imports = imports;
    this.works = works;
    this.clusters = clusters;
    this.usage = usage;
    this.settings = settings;
    this.clock = clock;
  }

  CostSource open(BillSource source) throws IOException {
    return switch (source.kind()) {
      case FOLDER -> FolderSource.of(String.valueOf(source.location()), imports.folders());
      case S3 -> S3Source.of(source, secrets::read);
      case CI_MINUTES -> new BuildMinutes(source, works, clock);
      case AZURE -> new CostManagementSource(source, api, secrets::read, clock);
      case AZURE_EXPORT -> new BlobExportSource(source, api, secrets::read);
      case GOOGLE -> BillingExportSource.of(source, api, secrets::read, guard, clock);
      case KUBERNETES ->
          new ClusterSource(source, clusters, usage, settings.current().applicationTag(), clock);
      case COST_EXPLORER -> CostExplorerSource.of(source, secrets::read, clock);
    };
  }
}
