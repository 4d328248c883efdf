/** The life cycle of a request: one thin delegate per element of {@code request-lifecycle.bpmn}, and its forms' checks. */
package io.reglament.process.request;
