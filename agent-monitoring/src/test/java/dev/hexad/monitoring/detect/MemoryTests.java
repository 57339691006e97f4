package dev.hexad.monitoring.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryTests {
  @Test
  void measuresTheDistanceToTheNearestValue() {
    ValueMemory values = new ValueMemory();
    values.add(1);
    values.add(5);
    assertThat(values.distance(4)).isEqualTo(1);
    assertThat(values.distance(9)).isEqualTo(4);
    assertThat(values.covers(4)).isTrue();
    assertThat(values.covers(9)).isFalse();
  }

  @Test
  void keepsTheExtremeValuesWhenItThinsOut() {
    ValueMemory values = new ValueMemory();
    values.add(-50);
    values.add(50);
    Random random = new Random(4);
    for (int i = 0; i < 5000; i++) {
      values.add(random.nextFloat());
    }
    assertThat(values.distance(-50)).isZero();
    assertThat(values.distance(50)).isZero();
    assertThat(values.distance(0.5f)).isLessThan(0.05);
    assertThat(values.distance(25)).isCloseTo(24, within(0.1));
  }

  @Test
  void remembersACourse() {
    ShapeMemory shapes = new ShapeMemory();
    shapes.add(course(1));
    assertThat(shapes.distance(course(1), ShapeMemory.WIDTH)).isZero();
    assertThat(shapes.distance(course(3), ShapeMemory.WIDTH)).isEqualTo(2);
    assertThat(shapes.distance(course(3), 1)).isEqualTo(2);
  }

  @Test
  void keepsARareCourseAmongManyCommonOnes() {
    ShapeMemory shapes = new ShapeMemory();
    shapes.add(course(100));
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      shapes.add(course(random.nextFloat()));
    }
    assertThat(shapes.distance(course(100), ShapeMemory.WIDTH)).isZero();
    assertThat(shapes.distance(course(0.5f), ShapeMemory.WIDTH)).isLessThan(0.1);
  }

  private static float[] course(float value) {
    float[] course = new float[ShapeMemory.WIDTH];
    Arrays.fill(course, value);
    return course;
  }
}
