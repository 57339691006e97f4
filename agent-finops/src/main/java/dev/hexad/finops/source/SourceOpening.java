package dev.hexad.finops.source;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.intake.ImportProperties;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.aws.CostExplorerSource;
import dev.hexad.finops.source.aws.S3Source;
import dev.hexad.finops.source.folder.FolderSource;
import dev.hexad.finops.work.Works;
import java.io.IOException;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Opens configured sources. */
@Component
class SourceOpening {
  private final OrchestratorClient orchestrator;
  private final ImportProperties imports;
  private final Works works;
  private final Clock clock;

  SourceOpening(
      OrchestratorClient orchestrator, ImportProperties imports, Works works, Clock clock) {
    this.orchestrator = orchestrator;
    this.imports = imports;
    this.works = works;
    this.clock = clock;
  }

  CostSource open(BillSource source) throws IOException {
    return switch (source.kind()) {
      case FOLDER -> FolderSource.of(String.valueOf(source.location()), imports.folders());
      case S3 -> S3Source.of(source, this::secret);
      case CI_MINUTES -> new BuildMinutes(source, works, clock);
      case COST_EXPLORER -> CostExplorerSource.of(source, this::secret, clock);
    };
  }

  private Secret secret(String name) {
    try {
      return orchestrator.secret(name);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE,
          "The secret '" + name + "' cannot be read: " + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.UNAVAILABLE, "interrupted", e);
    }
  }
}
