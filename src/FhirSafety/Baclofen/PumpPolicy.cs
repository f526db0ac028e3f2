namespace FhirSafety.Baclofen;

/// <summary>The numbers of the pump (clinical page, section 7.3).</summary>
/// <param name="DropShare">Lowered at once by more than this part is as a stop.</param>
/// <param name="DueDays">A refill within so many days is due.</param>
/// <param name="NoticeDays">At discharge, one within so many days is told.</param>
/// <param name="ResidualMl">Millilitres that stay in the reservoir: of a filling they cannot be given.</param>
/// <param name="FaultDays">Signs of withdrawal count for so many days.</param>
/// <param name="KinaseTimes">A creatine kinase of more than so many times its upper limit is a sign.</param>
public sealed record PumpPolicy(Fraction DropShare, int DueDays, int NoticeDays, decimal ResidualMl, int FaultDays, decimal KinaseTimes)
{
    internal static PumpPolicy Read(PolicyFile file)
    {
        PumpPolicy policy = new(
            file.Fraction("pump.dropShare"),
            file.Whole("pump.refill.dueDays", 1, 30),
            file.Whole("pump.refill.noticeDays", 7, 60),
            file.Number("pump.refill.residualMl", 0, 10),
            file.Whole("pump.fault.days", 1, 30),
            file.Number("pump.fault.kinaseTimes", 1, 20));
        file.Ascending("pump.refill.dueDays", policy.DueDays, "pump.refill.noticeDays", policy.NoticeDays);
        return policy;
    }
}
