package io.reglament.process.engine;

import camundajar.impl.scala.util.Either;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.FeelEngine.Failure;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.ValueMapper.CompositeValueMapper;

/** The engine's FEEL, which would otherwise parse every cell of a decision table anew at each evaluation. */
final class ParsedExpressions extends ScalaFeelEngine {

    /** More than all versions of all tables hold in years; beyond it, memory is worth more than time. */
    private static final int MOST = 20_000;

    ParsedExpressions() {
        super(List.of());
    }

    @Override
    protected FeelEngine buildFeelEngine(CustomFunctionTransformer functions, CompositeValueMapper values) {
        return new Parsing(functions, values);
    }

    /** Overrides what the engine's two questions to FEEL call first. */
    @SuppressWarnings("deprecation")
    private static final class Parsing extends FeelEngine {

        private final Map<String, Either<Failure, ParsedExpression>> expressions = new ConcurrentHashMap<>();
        private final Map<String, Either<Failure, ParsedExpression>> unaryTests = new ConcurrentHashMap<>();

        Parsing(CustomFunctionTransformer functions, CompositeValueMapper values) {
            super(functions, values, FeelEngine.defaultConfiguration(), FeelEngine.defaultClock());
        }

        @Override
        public Either<Failure, ParsedExpression> parseExpression(String text) {
            return parsed(expressions, text, super::parseExpression);
        }

        @Override
        public Either<Failure, ParsedExpression> parseUnaryTests(String text) {
            return parsed(unaryTests, text, super::parseUnaryTests);
        }

        private static Either<Failure, ParsedExpression> parsed(
                Map<String, Either<Failure, ParsedExpression>> known,
                String text,
                Function<String, Either<Failure, ParsedExpression>> parse) {
            Either<Failure, ParsedExpression> parsed = known.get(text);
            if (parsed == null) {
                parsed = parse.apply(text);
                if (known.size() < MOST) {
                    known.put(text, parsed);
                }
            }
            return parsed;
        }
    }
}
