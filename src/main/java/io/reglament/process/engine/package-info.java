/** The engine set up for this product, its models and their deployment; the only place that uses the engine's internals. */
@org.springframework.modulith.NamedInterface("engine")
package io.reglament.process.engine;
