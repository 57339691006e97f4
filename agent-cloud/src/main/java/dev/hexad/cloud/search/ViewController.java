package dev.hexad.cloud.search;

import dev.hexad.cloud.search.Search.Question;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cloud")
class ViewController {
  private final SavedViews views;
  private final Export export;

  ViewController(SavedViews views, Export export) {
    this.views = views;
    this.export = export;
  }

  /** A filter to be kept. */
  record NewView(@NotNull @Size(max = 4000) String filter, @Nullable String sort) {}

  @GetMapping("/views")
  @RequiresScope("cloud:read")
  Page<SavedViews.View> list() {
    return Page.all(views.all());
  }

  @PutMapping("/views/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("cloud:write")
  void save(Identity identity, @PathVariable String name, @Valid @RequestBody NewView view) {
    if (!name.matches("[\\w][\\w .-]{0,59}")) {
      throw new HexadException(
          ProblemType.INVALID, "A view is named by 1 to 60 letters, digits, ' ', '.', '_', '-'.");
    }
    FilterParser.parse(view.filter());
    String sort = view.sort() == null ? "name" : view.sort();
    ResourceController.sort(sort);
    views.save(name, view.filter(), sort, identity.subject());
  }

  @DeleteMapping("/views/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("cloud:write")
  void delete(@PathVariable String name) {
    if (!views.delete(name)) {
      throw HexadException.notFound("view", name);
    }
  }

  /** All that a filter finds, as CSV or as one JSON object a line, however much it is. */
  @GetMapping("/export")
  @RequiresScope("cloud:read")
  void export(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable Instant at,
      @RequestParam(defaultValue = "csv") String format,
      HttpServletResponse response)
      throws IOException {
    FilterParser.parse(q);
    boolean csv =
        switch (format) {
          case "csv" -> true;
          case "json" -> false;
          default ->
              throw new HexadException(
                  ProblemType.BAD_REQUEST, "'format' can be csv and json, not '" + format + "'.");
        };
    response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/x-ndjson");
    response.setHeader(
        "Content-Disposition", "attachment; filename=resources." + (csv ? "csv" : "ndjson"));
    export.write(new Question(q, at, Search.Sort.NAME), csv, response.getWriter());
  }
}
