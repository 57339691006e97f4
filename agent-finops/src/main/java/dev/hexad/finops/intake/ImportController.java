package dev.hexad.finops.intake;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.focus.BillText;
import dev.hexad.finops.store.Replacing;
import dev.hexad.service.ServiceProperties;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops/imports")
class ImportController {
  private final Imports imports;
  private final Path uploads;

  ImportController(Imports imports, ServiceProperties service) {
    this.imports = imports;
    this.uploads = service.dataFolder().resolve("uploads");
  }

  @GetMapping
  @RequiresScope("finops:read")
  Page<Import> imports(
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable Integer cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        imports.page(source, cursor, size + 1), size, last -> Integer.toString(last.number()));
  }

  @GetMapping("/{id}")
  @RequiresScope("finops:read")
  Import one(@PathVariable UUID id) {
    return imports
        .find(id)
        .orElseThrow(
            () -> new HexadException(ProblemType.NOT_FOUND, "There is no import " + id + "."));
  }

  /** Imports the body; it is stored first, so that a slow sender holds no transaction open. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("finops:write")
  Import upload(
      @RequestParam String source,
      @RequestParam(defaultValue = "false") boolean sample,
      @RequestParam(defaultValue = "days") String replaces,
      HttpServletRequest request)
      throws IOException {
    if (!source.matches("[\\w][\\w .-]{0,79}")) {
      throw new HexadException(
          ProblemType.BAD_REQUEST,
          "'source' must be 1 to 80 letters, digits, blanks, dots, dashes or underscores.");
    }
    Replacing replacing = replacing(replaces);
    UUID id = Ids.next();
    Path file = Files.createDirectories(uploads).resolve(id.toString());
    try {
      Files.copy(
          BillFile.limited(request.getInputStream(), BillFile.MAX_BODY),
          file,
          StandardCopyOption.REPLACE_EXISTING);
      var bill = new Imports.Bill(id, source, sample, "upload", BillFile.digest(file), replacing);
      try (BillText text = BillFile.open(file)) {
        return imports.take(bill, text);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Replacing replacing(String name) {
    return switch (name) {
      case "days" -> Replacing.DAYS;
      case "periods" -> Replacing.PERIODS;
      case "nothing" -> Replacing.NOTHING;
      default ->
          throw new HexadException(
              ProblemType.BAD_REQUEST,
              "'replaces' can be days, periods or nothing, not '" + name + "'.");
    };
  }
}
