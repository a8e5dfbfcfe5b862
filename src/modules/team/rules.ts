import { can, canLeadTeams, isNoGuest } from '../../authorization/guards.ts';
import { allOf, type RuleTree } from '../../authorization/shield.ts';

const manages = can('team.manage');

export const rules: RuleTree = {
  Query: { team: can('organization.see'), teams: can('organization.see') },
  Mutation: {
    createTeam: manages,
    updateTeam: manages,
    deleteTeam: manages,
    addTeamMember: canLeadTeams,
    removeTeamMember: canLeadTeams,
    setTeamLead: canLeadTeams,
  },
  Subscription: { teamEvents: allOf(can('organization.see'), isNoGuest) },
};
