package dev.hexad.finops.intake;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.ImportParameters;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.focus.BillText;
import dev.hexad.finops.settings.ImportProperties;
import dev.hexad.finops.store.Replacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Imports a file of a folder that the configuration allows. */
@Component
final class ImportHandler implements CommandHandler<ImportParameters, ImportParameters.Result> {
  private final Imports imports;
  private final ImportProperties properties;

  ImportHandler(Imports imports, ImportProperties properties) {
    this.imports = imports;
    this.properties = properties;
  }

  @Override
  public String capability() {
    return "finops.import";
  }

  @Override
  public String description() {
    return "Imports costs from a FOCUS file.";
  }

  @Override
  public Class<ImportParameters> parametersType() {
    return ImportParameters.class;
  }

  @Override
  public Class<ImportParameters.Result> resultType() {
    return ImportParameters.Result.class;
  }

  @Override
  public ImportParameters.Result handle(ImportParameters parameters, CommandContext context)
      throws IOException {
    Path file = allowed(parameters.file());
    Path parent = file.getParent();
    String source = parent == null ? "import" : String.valueOf(parent.getFileName());
    var bill =
        new Imports.Bill(
            context.commandId(),
            source,
            Boolean.TRUE.equals(parameters.sample()),
            file.getFileName().toString(),
            BillFile.digest(file),
            Replacing.DAYS);
    try (BillText text = BillFile.open(file)) {
      Import done = imports.take(bill, text);
      context.log().line(done.rows() + " rows added, " + done.duplicates() + " were there already");
      return done.result();
    }
  }

  private Path allowed(String name) throws IOException {
    for (Path folder : properties.folders()) {
      if (Files.notExists(folder)) {
        continue;
      }
      Path root = folder.toRealPath();
      Path file = root.resolve(name).normalize();
      if (Files.isRegularFile(file) && file.toRealPath().startsWith(root)) {
        return file.toRealPath();
      }
    }
    throw new HexadException(
        ProblemType.INVALID,
        "There is no file '"
            + name
            + "' in a folder that may be imported from; the FinOps agent's hexad.finops.import-folders"
            + " lists them.");
  }
}
