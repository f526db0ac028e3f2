namespace FhirSafety.Reading;

/// <summary>A kind of data the check may need of an EHR.</summary>
public enum Need
{
    /// <summary>The patient: birth date and sex.</summary>
    Patient,

    /// <summary>Orders that run.</summary>
    Medications,

    /// <summary>Creatinine and eGFR results.</summary>
    KidneyLabs,

    /// <summary>Problem list and encounter diagnoses.</summary>
    Conditions,

    /// <summary>Weight and height.</summary>
    BodySize,

    /// <summary>Procedures, for dialysis.</summary>
    Procedures,

    /// <summary>Orders for services, for dialysis that is ordered.</summary>
    ServiceRequests,

    /// <summary>The encounter of the call, for its class.</summary>
    Encounter,
}
