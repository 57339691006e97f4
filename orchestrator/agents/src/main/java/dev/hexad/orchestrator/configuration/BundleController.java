package dev.hexad.orchestrator.configuration;

import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.BodyLimit;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The configuration of the installation as a file. */
@RestController
@RequestMapping("/api/v1/configuration")
class BundleController {
  private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

  private final Bundles bundles;
  private final Drift drift;

  BundleController(Bundles bundles, Drift drift) {
    this.bundles = bundles;
    this.drift = drift;
  }

  @GetMapping("/export")
  @RequiresScope("configuration:read")
  ResponseEntity<String> export(
      Identity identity, @RequestParam(defaultValue = "yaml") String format) {
    Bundle bundle = bundles.export(identity.tenant());
    boolean json = format.equals("json");
    return ResponseEntity.ok()
        .eTag(Bundles.tag(bundle))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"hexad." + (json ? "json" : "yml") + "\"")
        .contentType(json ? MediaType.APPLICATION_JSON : YAML)
        .body(json ? BundleText.json(bundle).toPrettyString() : BundleText.yaml(bundle));
  }

  /** Takes YAML or JSON. With {@code dryRun} it only says what would change. */
  @PostMapping("/import")
  @RequiresScope("configuration:write")
  Bundles.Plan importBundle(
      Identity identity,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request)
      throws IOException {
    byte[] body = BodyLimit.read(request.getInputStream(), BundleText.LIMIT);
    Bundle wanted = BundleText.read(new String(body, StandardCharsets.UTF_8), "The body");
    return dryRun
        ? bundles.plan(identity.tenant(), wanted)
        : bundles.apply(identity.tenant(), wanted, ifMatch, identity.subject());
  }

  @GetMapping("/drift")
  @RequiresScope("configuration:read")
  Drift.Report drift(Identity identity) {
    return drift.report(identity.tenant());
  }
}
