package dev.hexad.cd.deployment;

import dev.hexad.cd.repository.Repositories;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Rendered;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.githost.checkout.CommitCheckout;
import dev.hexad.oci.Sha256;
import dev.hexad.service.ServiceProperties;
import dev.hexad.service.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What revisions were rendered to: done once, at their commit, and kept sealed from then on, so
 * that going back needs neither the Git host nor a chart repository.
 */
@Component
class Renderings {
  private final JdbcClient jdbc;
  private final Vault vault;
  private final CommitCheckout checkouts;
  private final Repositories repositories;
  private final Path folder;

  Renderings(
      JdbcClient jdbc,
      Vault vault,
      CommitCheckout checkouts,
      Repositories repositories,
      ServiceProperties service) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.repositories = repositories;
    this.checkouts = checkouts;
    this.folder = service.dataFolder().resolve("sources");
  }

  /**
   * What a deployment was rendered to; done now if it was not before.
   *
   * @param change whose files are used, null where no commit is known
   */
  Rendered of(DeploymentEntity deployment, DeployTarget target, @Nullable ChangeRef change)
      throws Exception {
    Optional<Rendered> known = find(deployment.id());
    if (known.isPresent()) {
      return known.get();
    }
    Rendered rendered;
    Path files = folder.resolve(deployment.id().toString());
    try (var sources = new CommitSources(checkouts, repositories, change, files)) {
      rendered = target.render(deployment.toRevision(), sources);
    }
    keep(deployment.id(), rendered);
    return rendered;
  }

  Optional<Rendered> find(UUID deployment) {
    return jdbc.sql("select content from rendered_revision where deployment_id = ?")
        .param(deployment)
        .query(byte[].class)
        .optional()
        .map(sealed -> Json.read(vault.open(sealed, context(deployment)), Rendered.class));
  }

  private void keep(UUID deployment, Rendered rendered) {
    String text = Json.write(rendered);
    jdbc.sql(
            "insert into rendered_revision (deployment_id, content, digest) values (?, ?, ?) on"
                + " conflict do nothing")
        .params(
            deployment,
            vault.seal(text, context(deployment)),
            Sha256.hex(Sha256.digest(text.getBytes(StandardCharsets.UTF_8))))
        .update();
  }

  private static String context(UUID deployment) {
    return "rendered/" + deployment;
  }
}
