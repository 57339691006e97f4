package dev.hexad.contracts.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A condition in the Common Expression Language. It can read the variables that it is given and
 * nothing else; size, nesting and the number of loop steps are limited. Immutable and thread-safe.
 */
public final class Condition {
  /** The longest expression, in characters. */
  public static final int MAX_LENGTH = 2_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(40)
          .comprehensionMaxIterations(10_000)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private final String text;
  private final CelRuntime.Program program;

  private Condition(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /** The expression cannot be read, or could not be evaluated; the message is for people. */
  public static final class ConditionException extends Exception {
    private static final long serialVersionUID = 1L;

    ConditionException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Compiles an expression that gives true or false.
   *
   * @param variables names of the maps from text to anything that it may read
   * @throws ConditionException when it is not CEL, not boolean or reads something else
   */
  public static Condition compile(String text, List<String> variables) throws ConditionException {
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    variables.forEach(
        name -> compiler.addVar(name, MapType.create(SimpleType.STRING, SimpleType.DYN)));
    try {
      CelAbstractSyntaxTree tree = compiler.build().compile(text).getAst();
      return new Condition(text, RUNTIME.createProgram(tree));
    } catch (CelValidationException e) {
      String first =
          e.getErrors().isEmpty()
              ? String.valueOf(e.getMessage())
              : e.getErrors().getFirst().getMessage();
      throw new ConditionException("'" + text + "' is not a condition: " + first, e);
    } catch (CelEvaluationException e) {
      throw new ConditionException("'" + text + "' is not a condition: " + e.getMessage(), e);
    }
  }

  /**
   * Evaluates with these variables.
   *
   * @throws ConditionException when a value is missing or of another type than it is used as
   */
  public boolean holds(Map<String, ?> variables) throws ConditionException {
    try {
      return program.eval(variables) instanceof Boolean answer && answer;
    } catch (CelEvaluationException e) {
      throw new ConditionException("'" + text + "' cannot be answered: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return text;
  }

  /**
   * A JSON document as a condition reads it. Nulls of objects are left out, so that {@code has()}
   * tells what is set.
   */
  public static Object value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new HashMap<>();
      node.properties()
          .forEach(field -> {
            if (!field.getValue().isNull()) {
              map.put(field.getKey(), value(field.getValue()));
            }
          });
      return map;
    }
    if (node.isArray()) {
      var list = new ArrayList<Object>();
      node.forEach(item -> list.add(value(item)));
      return list;
    }
    if (node.isIntegralNumber()) {
      return node.asLong();
    }
    return node.isNull() ? "" : Json.convert(node, Object.class);
  }
}
