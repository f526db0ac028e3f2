using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>The patient as precautions see them at one moment. Holds no FHIR and names nobody.</summary>
public sealed record PatientSnapshot
{
    /// <summary>The moment of the check, in the site's time zone.</summary>
    public required DateTimeOffset Now
    {
        get;
        init => (field, Today) = (value, value.Day());
    }

    /// <summary>The site's day.</summary>
    public DateOnly Today { get; private init; }

    /// <summary>Birth date.</summary>
    public required Known<BirthDate> BirthDate { get; init; }

    /// <summary>Sex for the equations.</summary>
    public required Known<Sex> Sex { get; init; }

    /// <summary>Sex as stated for clinical use, apart from gender and birth sex: only this can rule a pregnancy out.</summary>
    public Known<Sex> SexForClinicalUse { get; init; } = new Known<Sex>.Missing(MissingReason.NoneOnFile);

    /// <summary>Creatinine results, any age and order.</summary>
    public required Records<CreatinineResult> Creatinines { get; init; }

    /// <summary>Reported eGFR results, any age and order.</summary>
    public required Records<EgfrResult> Egfrs { get; init; }

    /// <summary>Body weights in kg.</summary>
    public required Records<BodyMeasure> Weights { get; init; }

    /// <summary>Body heights in cm.</summary>
    public required Records<BodyMeasure> Heights { get; init; }

    /// <summary>Conditions that belong to a value set, current or not.</summary>
    public required Records<PatientCondition> Conditions { get; init; }

    /// <summary>Procedures and orders for procedures that belong to a value set.</summary>
    public required Records<PatientProcedure> Procedures { get; init; }

    /// <summary>Orders of the drug under check that stood before this session.</summary>
    public required Records<DrugOrder> Running { get; init; }

    /// <summary>
    /// Other drugs that run or are drafted. Whole when the orders were seen whole: most EHRs send no statements or dispenses, and
    /// to say so on every card would be noise.
    /// </summary>
    public required Records<ActiveMedication> Medications { get; init; }

    /// <summary>What the patient is said to take, of the drug under check and the drugs that some precaution knows.</summary>
    public required Records<DrugStatement> Statements { get; init; }

    /// <summary>What a pharmacy handed out, of the same drugs.</summary>
    public required Records<DrugDispense> Dispenses { get; init; }

    /// <summary>What was given, of the same drugs.</summary>
    public required Records<DrugAdministration> Administrations { get; init; }

    /// <summary>Allergies and intolerances to the drug under check.</summary>
    public required Records<PatientAllergy> Allergies { get; init; }

    /// <summary>Whether a condition or an allergy says in words that there was withdrawal from the drug under check.</summary>
    public bool HadWithdrawal { get; init; }

    /// <summary>Pregnancy, its dates, and breastfeeding.</summary>
    public required PregnancyRecords Pregnancy { get; init; }

    /// <summary>Alcohol.</summary>
    public required AlcoholRecords Alcohol { get; init; }

    /// <summary>Systolic blood pressures in mmHg.</summary>
    public required Records<Dated<decimal>> SystolicPressures { get; init; }

    /// <summary>Oxygen saturations in percent.</summary>
    public required Records<Dated<decimal>> OxygenSaturations { get; init; }

    /// <summary>Appointments.</summary>
    public required Records<PatientAppointment> Appointments { get; init; }

    /// <summary>Laboratory results other than the kidneys'.</summary>
    public required Records<LabResult> OtherLabs { get; init; }

    /// <summary>Plans in force today that taper the drug under check.</summary>
    public required Records<TaperPlan> TaperPlans { get; init; }

    /// <summary>The encounter of the call.</summary>
    public Known<PatientEncounter> Encounter { get; init; } = new Known<PatientEncounter>.Missing(MissingReason.NotSupplied);

    /// <summary>Where the patient is cared for.</summary>
    public required Known<CareSetting> Setting { get; init; }

    /// <summary>What the encounter of the call is for, as far as its types belong to a set that some precaution uses.</summary>
    public ImmutableArray<Meaning> EncounterTypes { get; init; } = [];

    /// <summary>The reasons of the encounter of the call that belong to a value set, dated by its beginning.</summary>
    public ImmutableArray<PatientCondition> EncounterReasons { get; init; } = [];
}
