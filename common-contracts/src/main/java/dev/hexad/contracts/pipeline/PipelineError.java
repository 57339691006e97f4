package dev.hexad.contracts.pipeline;

/**
 * One error in a pipeline file.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param path JSON pointer of the place
 */
public record PipelineError(int line, int column, String path, String message) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + message;
  }
}
