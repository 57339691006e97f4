package dev.hexad.cloud.action;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.provider.Template;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/cloud/templates")
class TemplateController {
  private final Catalogue catalogue;
  private final LiveConfiguration<CloudSettings> settings;

  TemplateController(Catalogue catalogue, LiveConfiguration<CloudSettings> settings) {
    this.catalogue = catalogue;
    this.settings = settings;
  }

  /**
   * A template as people see it.
   *
   * @param type of what is made by it
   * @param action that makes it
   * @param on types of resources that the action is done to; none where nothing can make it
   * @param parameters JSON Schema of the parameters of the action with this template
   */
  record Offer(String name, String type, String action, List<String> on, JsonNode parameters) {}

  /** What resources can be made by. */
  @GetMapping
  @RequiresScope("cloud:read")
  Page<Offer> templates() {
    return Page.all(settings.current().templates().stream().map(this::offer).toList());
  }

  private Offer offer(Template template) {
    String type = template.type();
    String action = "create-" + type.substring(type.lastIndexOf('.') + 1);
    String provider = type.replaceFirst("\\..*", "");
    List<String> on =
        catalogue.entries(null).stream()
            .filter(entry -> entry.name().equals(action) && entry.provider().equals(provider))
            .flatMap(entry -> entry.types().stream())
            .toList();
    return new Offer(template.name(), type, action, on, schema(template));
  }

  private static JsonNode schema(Template template) {
    Map<String, Object> choices = new TreeMap<>();
    template.choices().forEach((name, values) -> choices.put(name, Map.of("enum", values)));
    return Json.tree(
        Map.of(
            "type",
            "object",
            "required",
            List.of("template", "name"),
            "additionalProperties",
            false,
            "properties",
            Map.of(
                "template",
                Map.of("const", template.name()),
                "name",
                Map.of("type", "string", "pattern", "^[a-z][a-z0-9-]{0,61}[a-z0-9]$"),
                "choices",
                Map.of("type", "object", "additionalProperties", false, "properties", choices))));
  }
}
