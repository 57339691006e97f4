package dev.hexad.orchestrator.dashboard;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the dashboard; every page path that is no file and no API gets its entry page. */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {
  private static final String ROOT = "classpath:/META-INF/resources/";

  @Bean
  WebMvcConfigurer dashboardFiles() {
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/assets/**")
            .addResourceLocations(ROOT + "assets/")
            .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
        registry
            .addResourceHandler("/**")
            .addResourceLocations(ROOT)
            .setCacheControl(CacheControl.noCache())
            .resourceChain(true)
            .addResolver(new PageResolver());
      }
    };
  }

  private static final class PageResolver extends PathResourceResolver {
    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      Resource file = super.getResource(path, location);
      if (file != null) {
        return file;
      }
      boolean page =
          !path.startsWith("api/")
              && !path.startsWith("webhooks/")
              && !path.startsWith("actuator")
              && !path.substring(path.lastIndexOf('/') + 1).contains(".");
      return page ? new ClassPathResource("/META-INF/resources/index.html") : null;
    }
  }
}
