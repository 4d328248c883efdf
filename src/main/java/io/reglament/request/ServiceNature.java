package io.reglament.request;

/** The two natures of services, «Постоянные» and «Переменные» (BONUS-7-01). */
public enum ServiceNature {
    PERMANENT,
    VARIABLE
}
