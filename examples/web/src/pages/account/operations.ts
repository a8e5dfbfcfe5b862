import { graphql } from '../../api/gql/index.ts';

export const Register = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) {
      accessToken
      refreshToken
      organization {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const RequestVerification = graphql(`
  mutation RequestVerification {
    requestEmailVerification {
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const VerifyEmail = graphql(`
  mutation VerifyEmail($input: VerifyEmailInput!) {
    verifyEmail(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const RequestReset = graphql(`
  mutation RequestReset($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const ResetPassword = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const ConfirmEmailChange = graphql(`
  mutation ConfirmEmailChange($input: ConfirmEmailChangeInput!) {
    confirmEmailChange(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const UndoEmailChange = graphql(`
  mutation UndoEmailChange($input: UndoEmailChangeInput!) {
    undoEmailChange(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const InvitationDocument = graphql(`
  query Invitation($token: String!) {
    invitation(token: $token) {
      organizationName
      inviterName
      role
      expiresAt
    }
  }
`);

export const InvitedPerson = graphql(`
  query InvitedPerson {
    me {
      id
      fullName
      email
    }
  }
`);

export const AcceptInvitation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      membership {
        id
        organization {
          id
        }
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const DeclineInvitation = graphql(`
  mutation DeclineInvitation($input: DeclineInvitationInput!) {
    declineInvitation(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`);
