using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Every number of the policy as the clinical page has it. Who changes one changes it here too, and on purpose.</summary>
internal static class PolicyTable
{
    /// <summary>Path, value, first word of the source.</summary>
    private const string KidneysAndDose = """
        jurisdiction US Clinical
        orderCodes.creatinineMass http://loinc.org|2160-0|Creatinine_[Mass/volume]_in_Serum_or_Plasma Clinical
        orderCodes.creatinineMolar http://loinc.org|14682-9|Creatinine_[Moles/volume]_in_Serum_or_Plasma Clinical
        orderCodes.nephrology http://snomed.info/sct|306286007|Referral_to_nephrology Clinical
        palliative.days 180 Clinical
        age.older 65 BEERS23
        creatinine.factor 88.4 KDIGO
        cg.obesityRatio 1.3 CG
        cg.weightMonths 12 Clinical
        schwartz.heightMonths 6 Clinical
        schwartz.heightMonthsUnder2 3 Clinical
        bsa.small 1.5 Clinical
        bsa.large 2.3 Clinical
        renal.windows.outpatient.over60 365 Clinical
        renal.windows.outpatient.from30 180 Clinical
        renal.windows.outpatient.from15 120 Clinical
        renal.windows.outpatient.under15 90 Clinical
        renal.windows.outpatient.child 180 Clinical
        renal.windows.inpatient.over60 7 Clinical
        renal.windows.inpatient.from30 7 Clinical
        renal.windows.inpatient.from15 3 Clinical
        renal.windows.inpatient.under15 3 Clinical
        renal.windows.inpatient.child 7 Clinical
        renal.aki.riseMgPerDl 0.3 KDIGO-AKI
        renal.aki.riseUmolPerL 26.5 KDIGO-AKI
        renal.aki.conditionDays 30 Clinical
        renal.dialysisDays 30 Clinical
        renal.cystatinLagDays 30 Clinical
        renal.g2Start 15 US-ORAL
        renal.dialysisCap 2.5 CHEONG20
        renal.harmDose 20 MUANDA19
        renal.bands.G1.start 15 US-ORAL
        renal.bands.G1.ceiling 80 US-TAB
        renal.bands.G2.ceiling 50 A
        renal.bands.G3a.start 7.5 Half
        renal.bands.G3a.ceiling 40 Half
        renal.bands.G3a.ceilingOlder 15 MUANDA19
        renal.bands.G3b.start 5 Kept
        renal.bands.G3b.ceiling 15 Kept
        renal.bands.G4.start 5 WOLF18
        renal.bands.G4.ceiling 7.5 CHEONG20
        renal.bands.G5.start 5 BNFC
        renal.bands.G5.ceiling 5 BNFC
        renal.bands.D.start 2.5 CHEONG20
        renal.reduction.mild 2/3 VLASS14
        renal.reduction.moderate 1/2 VLASS14
        renal.reduction.severe 1/3 VLASS14
        renal.reduction.clearance.mildUpTo 80 VLASS14
        renal.reduction.clearance.moderateBelow 50 VLASS14
        renal.reduction.clearance.severeBelow 30 VLASS14
        renal.data.youngAge 40 Clinical
        dose.maxDaily.adult 80 US-TAB
        dose.maxDaily.germany 75 DE:
        dose.maxDaily.critical 100 UK
        dose.start.adult 15 US-ORAL
        dose.start.older 10 Start
        dose.start.critical 30 Twice
        dose.escalation.step 15 US-ORAL
        dose.escalation.stepReduced 5 eGFR
        therapy.establishedDays 30 Clinical
        therapy.renewalDays 14 Clinical
        therapy.supplyGraceDays 14 Clinical
        therapy.continuationDays 30 Clinical
        therapy.oldOrderDays 400 Clinical
        taper.days.standard 14 CA,
        taper.days.extended 21 DE:
        taper.days.cautious 28 Clinical
        taper.lowDose.mg 10 Clinical
        taper.lowDose.days 7 CA,
        taper.longExposureDays 60 Clinical
        taper.step.share 1/5 Clinical
        taper.step.rounding 5 Clinical
        taper.step.least 5 Clinical
        taper.step.most 15 US-ORAL
        taper.step.smallDose 5 Clinical
        taper.step.small 2.5 Clinical
        taper.step.daysLeast 3 US-ORAL
        taper.daysBeforeBirth 7 US-TAB
        taper.symptomDays 7 Clinical
        taper.childUnit 0.5 Clinical
        cards.most.order-select 2 Clinical
        cards.most.order-sign 5 Clinical
        cards.most.medication-refill 3 Clinical
        cards.most.patient-view 2 Clinical
        cards.most.encounter-start 2 Clinical
        cards.most.encounter-discharge 3 Clinical
        cards.most.problem-list-item-create 2 Clinical
        silence.days 30 Clinical
        silence.criticalHours 24 Clinical
        silence.counsellingDays 180 Clinical
        silence.longTermReviewDays 90 Clinical
        indicators.renal-dialysis.avoid critical CHAUVIN20
        indicators.renal-aki.stage1 warning KDIGO-AKI
        indicators.renal-aki.stage2 critical KDIGO-AKI
        indicators.renal-aki.harmDose critical MUANDA19
        indicators.renal-severe.avoid critical WOLF18
        indicators.renal-moderate.harmDose critical MUANDA19
        indicators.renal-moderate.aboveLimitOrOlder warning BEERS23
        indicators.renal-moderate.otherwise info VLASS14
        indicators.renal-mild.note info VLASS14
        indicators.renal-problem-list.newOrRaised warning Product
        indicators.renal-data.atRisk warning Labels
        indicators.renal-data.otherwise info Labels
        indicators.dose-max-daily.aboveMaximum warning US-TAB
        indicators.dose-max-daily.farAbove critical UK
        indicators.dose-start-high.aboveStart warning US-ORAL
        indicators.dose-start-high.atRisk critical Twice
        indicators.dose-unresolved.note info Product
        """;

    /// <summary>Every number; a blank within a value is written as an underscore.</summary>
    public static string Numbers { get; } = string.Join('\n', [KidneysAndDose, .. Area.All.Select(area => area.Policy)]);

    public static IEnumerable<string[]> Rows(string table) => table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Trim().Split(' '));
}
