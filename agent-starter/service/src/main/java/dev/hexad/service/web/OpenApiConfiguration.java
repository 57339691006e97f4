package dev.hexad.service.web;

import dev.hexad.service.identity.Identity;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Set;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the description of the API names things. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {
  static {
    // Comes from the caller's credentials, not from the query.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Identity.class);
  }

  /**
   * Records of different features have the same short names; nested in what they belong to, they
   * are told apart.
   */
  @Bean
  ModelResolver modelResolver(ObjectMapperProvider mappers) {
    return new ModelResolver(mappers.jsonMapper(), new NestedNames());
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
