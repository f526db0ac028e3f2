namespace FhirSafety.Reading;

/// <summary>A kind of data the check may need of an EHR. Their order is the order of the table and of the discovery templates.</summary>
public enum Need
{
    /// <summary>The patient: birth date and sex.</summary>
    Patient,

    /// <summary>Orders that run.</summary>
    Medications,

    /// <summary>What the patient is said to take, whoever ordered it.</summary>
    Statements,

    /// <summary>What a pharmacy handed out.</summary>
    Dispenses,

    /// <summary>What was given, such as the filling of a pump.</summary>
    Administrations,

    /// <summary>Allergies and intolerances.</summary>
    Allergies,

    /// <summary>Creatinine and eGFR results.</summary>
    KidneyLabs,

    /// <summary>Problem list and encounter diagnoses.</summary>
    Conditions,

    /// <summary>Weight and height.</summary>
    BodySize,

    /// <summary>Procedures: dialysis, palliative care, the filling of a pump, the end of a pregnancy.</summary>
    Procedures,

    /// <summary>Orders for services: dialysis, palliative care, the filling of a pump.</summary>
    ServiceRequests,

    /// <summary>Pregnancy status, due date, last period and breastfeeding.</summary>
    Pregnancy,

    /// <summary>Drinks a day and the AUDIT scores.</summary>
    Alcohol,

    /// <summary>Blood pressure and oxygen saturation.</summary>
    VitalSigns,

    /// <summary>The encounter of the call, for its class.</summary>
    Encounter,

    /// <summary>Booked appointments, for pump refills.</summary>
    Appointments,

    /// <summary>Laboratory results other than the kidneys': liver enzymes, glucose, HbA1c, creatine kinase.</summary>
    OtherLabs,

    /// <summary>Active care plans, for the plan of a taper.</summary>
    CarePlans,

    /// <summary>Orders of the encounter that were stopped in it.</summary>
    EndedOrders,
}
