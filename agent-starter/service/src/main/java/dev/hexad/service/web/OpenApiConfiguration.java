package dev.hexad.service.web;

import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import dev.hexad.service.identity.Identity;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** How the description of the API names things. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {
  static {
    // Comes from the caller's credentials, not from the query.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Identity.class);
    // Any JSON, not the methods of the class that holds it.
    SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new JsonSchema());
  }

  /**
   * Records of different features have the same short names; nested in what they belong to, they
   * are told apart.
   */
  @Bean
  ModelResolver modelResolver(ObjectMapperProvider mappers) {
    return new ModelResolver(mappers.jsonMapper(), new NestedNames());
  }

  /** Each operation tells the scope that it needs, and how it says no. */
  @Bean
  OperationCustomizer hexadOperations() {
    return (operation, method) -> {
      RequiresScope scope = method.getMethodAnnotation(RequiresScope.class);
      String needed = scope == null ? "" : scope.value();
      operation
          .getResponses()
          .addApiResponse("4XX", problem("The request is refused.", ProblemType.INVALID))
          .addApiResponse("5XX", problem("It cannot be answered now.", ProblemType.UNAVAILABLE));
      if (!needed.isEmpty()) {
        operation.addExtension("x-required-scope", needed);
        operation
            .getResponses()
            .addApiResponse("403", problem("The scope is missing.", ProblemType.FORBIDDEN));
      }
      return operation;
    };
  }

  private static ApiResponse problem(String description, ProblemType example) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("type", example.uri());
    shown.put("title", example.title());
    shown.put("status", example.status());
    shown.put("detail", "What is wrong, where, and what to do about it.");
    var media =
        new MediaType()
            .schema(new Schema<>().$ref("#/components/schemas/ProblemDetails"))
            .example(shown);
    return new ApiResponse()
        .description(description)
        .content(new Content().addMediaType("application/problem+json", media));
  }

  /** All types of problems, as their stable names. */
  @Bean
  OpenApiCustomizer hexadProblems() {
    return document -> {
      var components = document.getComponents();
      if (components == null) {
        components = new Components();
        document.setComponents(components);
      }
      var type = new StringSchema();
      for (ProblemType each : ProblemType.values()) {
        type.addEnumItem(each.uri());
      }
      type.setTypes(Set.of("string"));
      Schema<?> problem = new Schema<>().addProperty("type", type);
      problem.setTypes(Set.of("object"));
      Map<String, String> texts =
          Map.of("title", "string", "detail", "string", "status", "integer");
      texts.forEach((name, kind) -> {
        Schema<?> text = new Schema<>();
        text.setTypes(Set.of(kind));
        problem.addProperty(name, text);
      });
      components.addSchemas("ProblemDetails", problem);
    };
  }

  /** Shows what {@code openapi/<service>-examples.json} on the class path says, if it is there. */
  @Bean
  OpenApiCustomizer hexadExamples(ServiceProperties service) throws IOException {
    var file = new ClassPathResource("openapi/" + service.name() + "-examples.json");
    OpenApiExamples examples =
        file.exists()
            ? OpenApiExamples.parse(file.getContentAsString(StandardCharsets.UTF_8))
            : OpenApiExamples.NONE;
    return examples::show;
  }

  private static final class NestedNames extends TypeNameResolver {
    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
      String name = super.nameForClass(type, options);
      for (Class<?> outer = type.getEnclosingClass();
          outer != null;
          outer = outer.getEnclosingClass()) {
        name = outer.getSimpleName().replaceFirst("(Controller|View)$", "") + name;
      }
      return name;
    }
  }
}
