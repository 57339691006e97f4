package dev.hexad.finops.intake;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.store.FocusExport;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportController {
  private final FocusExport export;
  private final JdbcClient jdbc;

  ExportController(FocusExport export, JdbcClient jdbc) {
    this.export = export;
    this.jdbc = jdbc;
  }

  /** The charges of a period as CSV in FOCUS 1.2 form, of one source or of all. */
  @GetMapping("/api/v1/finops/export")
  @RequiresScope("finops:read")
  void export(
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
      @RequestParam(required = false) @Nullable String source,
      HttpServletResponse response)
      throws IOException {
    Integer id = source == null ? null : id(source);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"focus-" + from + "-" + to + ".csv\"");
    export.write(from, to, id, response.getOutputStream());
  }

  private Integer id(String source) {
    return jdbc.sql("select id from cost_source where name = ? order by sample limit 1")
        .param(source)
        .query(Integer.class)
        .optional()
        .orElseThrow(() ->
            new HexadException(
                ProblemType.NOT_FOUND, "Nothing was imported from '" + source + "'."));
  }
}
